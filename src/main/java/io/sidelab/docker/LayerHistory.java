package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.docker.HistoryEntry.Made;
import io.sidelab.engine.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Says which entry of an image's history made which of its layers. The engine tells neither that
 * nor whether an entry made a layer at all. What is known: both are in the same order, an entry
 * with a size made one, and an instruction such as ENV never does. What is left (a WORKDIR or a RUN
 * of no bytes) may have made one or not; how many did follows from the number of layers. An entry
 * is named for a layer only when no other can have made it.
 */
final class LayerHistory {
  private final List<HistoryEntry> entries;
  private final int layers;
  private final int open;
  private final int perhaps;

  /** How many layers an image has, if it is there. */
  @FunctionalInterface
  interface LayerCount {
    OptionalInt of(String image) throws IOException;
  }

  /**
   * @param entries oldest first
   */
  LayerHistory(List<HistoryEntry> entries, int layers) {
    this.entries = List.copyOf(entries);
    this.layers = layers;
    this.open = layers - count(Made.LAYER);
    this.perhaps = count(Made.PERHAPS);
  }

  private int count(Made made) {
    return (int) entries.stream().filter(entry -> entry.is(made)).count();
  }

  static LayerHistory read(JsonNode newestFirst, int layers) {
    List<HistoryEntry> entries = new ArrayList<>();
    newestFirst.forEach(entry -> entries.add(HistoryEntry.read(entry)));
    Collections.reverse(entries);
    return new LayerHistory(entries, layers);
  }

  /**
   * Leaves less open where the engine kept the steps of a build: it asks how many layers there were
   * after and before a doubtful one, if there is more than one way to fit them.
   */
  LayerHistory settled(LayerCount count) throws IOException {
    if (open <= 0 || open >= perhaps) {
      return this;
    }
    List<HistoryEntry> settled = new ArrayList<>();
    OptionalInt before = OptionalInt.of(0);
    for (HistoryEntry entry : entries) {
      OptionalInt after =
          entry.image().isPresent() ? count.of(entry.image().get()) : OptionalInt.empty();
      boolean counted = before.isPresent() && after.isPresent() && entry.is(Made.PERHAPS);
      settled.add(counted ? entry.made(after.getAsInt() > before.getAsInt()) : entry);
      before = after;
    }
    return new LayerHistory(settled, layers);
  }

  long sizeBytes() {
    return entries.stream().mapToLong(HistoryEntry::size).sum();
  }

  /**
   * @param diffIds the lowest first
   */
  List<Layer> layers(List<String> diffIds) {
    List<List<HistoryEntry>> makers = makers();
    return IntStream.range(0, diffIds.size())
        .mapToObj(at -> layer(diffIds.get(at), makers.get(at)))
        .toList();
  }

  private static Layer layer(String diffId, List<HistoryEntry> makers) {
    boolean sameSize = makers.stream().mapToLong(HistoryEntry::size).distinct().count() == 1;
    return new Layer(
        diffId,
        makers.size() == 1 ? makers.get(0).command() : Optional.empty(),
        sameSize ? OptionalLong.of(makers.get(0).size()) : OptionalLong.empty());
  }

  /** For each layer the entries that can have made it; none when the history does not fit. */
  private List<List<HistoryEntry>> makers() {
    List<List<HistoryEntry>> makers = new ArrayList<>();
    IntStream.range(0, layers).forEach(at -> makers.add(new ArrayList<>()));
    if (open < 0 || open > perhaps) {
      return makers;
    }
    int certain = 0;
    int before = 0;
    int after = perhaps;
    for (HistoryEntry entry : entries) {
      boolean doubtful = entry.is(Made.PERHAPS);
      after -= doubtful ? 1 : 0;
      int others = doubtful ? open - 1 : open;
      int most = certain + Math.min(before, others);
      for (int at = certain + Math.max(0, others - after); at <= most; at++) {
        if (!entry.is(Made.NOTHING)) {
          makers.get(at).add(entry);
        }
      }
      certain += entry.is(Made.LAYER) ? 1 : 0;
      before += doubtful ? 1 : 0;
    }
    return makers;
  }
}
