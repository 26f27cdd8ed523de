package io.sidelab.docker;

/**
 * An image's name taken apart. A colon before the last slash belongs to a registry's port.
 *
 * @param repository with the registry in front, if one was named
 * @param tag or digest; {@code latest} when none was named, as everywhere in Docker
 */
record Reference(String repository, String tag) {
  static Reference of(String name) {
    int digest = name.indexOf('@');
    if (digest > 0) {
      return new Reference(of(name.substring(0, digest)).repository(), name.substring(digest + 1));
    }
    int colon = name.lastIndexOf(':');
    if (colon <= name.lastIndexOf('/')) {
      return new Reference(name, "latest");
    }
    return new Reference(name.substring(0, colon), name.substring(colon + 1));
  }
}
