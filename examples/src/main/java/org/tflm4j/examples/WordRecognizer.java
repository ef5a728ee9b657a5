/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Turns a stream of scores into words, as the recognizer of TFLM's micro_speech does: scores are
 * averaged over some time, a word must be clear and new, and after a word there is a pause.
 */
final class WordRecognizer {
  private static final long AVERAGED_MILLIS = 300;
  private static final int LEAST_SCORES = 3;
  private static final float THRESHOLD = 0.75f;
  private static final long PAUSE_MILLIS = 800;

  /** Words that are not said: silence and unknown. */
  private static final int NOT_WORDS = 2;

  private record Scores(long millis, float[] values) {}

  private final Deque<Scores> recent = new ArrayDeque<>();
  private final float[] means;
  private long quietUntil = Long.MIN_VALUE;

  /**
   * Starts to listen.
   *
   * @param words the classes of the model; the first two are silence and unknown words
   */
  WordRecognizer(List<String> words) {
    this.means = new float[words.size()];
  }

  /**
   * Takes the scores of one moment.
   *
   * @param millis when, later than the last one
   * @return the index of a word that was just said, or -1
   */
  int hear(long millis, float[] scores) {
    recent.addLast(new Scores(millis, scores.clone()));
    while (recent.getFirst().millis() <= millis - AVERAGED_MILLIS) {
      recent.removeFirst();
    }
    int best = 0;
    for (int word = 0; word < means.length; word++) {
      means[word] = 0;
      for (Scores past : recent) {
        means[word] += past.values()[word] / recent.size();
      }
      best = means[word] > means[best] ? word : best;
    }
    if (recent.size() < LEAST_SCORES
        || best < NOT_WORDS
        || means[best] < THRESHOLD
        || millis < quietUntil) {
      return -1;
    }
    quietUntil = millis + PAUSE_MILLIS;
    return best;
  }

  /** Returns the mean score of a word at the last moment. */
  float score(int word) {
    return means[word];
  }
}
