package io.saddlebag.model;

import java.time.Instant;

/**
 * One thing that the admins are to be told.
 *
 * @param alert the condition as it was then
 * @param over whether it is over
 * @param run number of the run that it is about, or that ended the condition; 0 where the clock alone told
 * @param at when it was decided to tell
 */
public record AlertNews(OpenAlert alert, boolean over, long run, Instant at) {}
