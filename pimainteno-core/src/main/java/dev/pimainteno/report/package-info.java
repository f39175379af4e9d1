/**
 * What the tools of a project have written about its tests, its coverage and its flaws: {@link dev.pimainteno.report.ReportFiles} reads it
 * and {@link dev.pimainteno.report.ReportComparison} says what a change has made worse. What is read is hostile.
 */
@NullMarked
package dev.pimainteno.report;

import org.jspecify.annotations.NullMarked;
