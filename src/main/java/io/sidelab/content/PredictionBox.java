package io.sidelab.content;

import org.commonmark.node.CustomBlock;

/** Where a prediction stands on its page: the page's script puts a field for the guess there. */
final class PredictionBox extends CustomBlock {
  private final Prediction prediction;

  PredictionBox(Prediction prediction) {
    this.prediction = prediction;
  }

  Prediction prediction() {
    return prediction;
  }
}
