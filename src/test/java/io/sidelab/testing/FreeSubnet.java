package io.sidelab.testing;

/**
 * Small subnets for tests, taken by process so that test runs beside one another seldom meet: from
 * 10.213.0.0/16, 16 addresses each, 16 subnets for each of 256 processes.
 */
public final class FreeSubnet {
  private static final int PROCESS = (int) (ProcessHandle.current().pid() % 256);

  private FreeSubnet() {}

  /**
   * @param number 0 to 15
   */
  public static String number(int number) {
    return address(number, 0) + "/28";
  }

  /** An address of the subnet; 1 is its gateway. */
  public static String address(int number, int host) {
    return prefix(number) + (16 * number + host);
  }

  /** What all addresses of the subnets of this process begin with. */
  public static String prefix(int number) {
    if (number < 0 || number > 15) {
      throw new IllegalArgumentException("no subnet " + number);
    }
    return "10.213." + PROCESS + ".";
  }
}
