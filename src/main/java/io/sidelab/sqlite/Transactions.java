package io.sidelab.sqlite;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Runs work on the database in one transaction, one thread at a time. */
@FunctionalInterface
interface Transactions {
  <T> T with(Function<Handle, T> work);
}
