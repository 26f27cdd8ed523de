const UNITS = ["KiB", "MiB", "GiB", "TiB"];

/** Bytes in binary units with at most one decimal, as the server writes them elsewhere. */
export function bytes(count: number): string {
  if (count < 1024) {
    return `${count} B`;
  }
  let value = count;
  let unit = "B";
  for (const next of UNITS) {
    if (value < 1024) {
      break;
    }
    value /= 1024;
    unit = next;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
