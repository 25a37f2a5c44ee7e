package com.pantahub.registry;

import java.security.SecureRandom;

/** Draws the given numbers in turn, and the last one for ever. Not thread-safe. */
final class ScriptedRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final int[] numbers;
  private int next;

  ScriptedRandom(int... numbers) {
    this.numbers = numbers;
  }

  @Override
  public int nextInt(int bound) {
    int number = numbers[Math.min(next, numbers.length - 1)];
    next++;
    return number;
  }
}
