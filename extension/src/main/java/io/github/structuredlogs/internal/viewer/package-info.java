/**
 * The page that shows a run, and the file with the page and the run's data.
 *
 * <p>{@link io.github.structuredlogs.internal.viewer.ReportFile} writes the file: add each record in order of time,
 * keep the index that {@code add} returns for references to the record, then call {@code finish} with a {@link
 * io.github.structuredlogs.internal.viewer.Report}. Nothing here depends on how records are captured or tests are run.
 *
 * <h2>The file</h2>
 *
 * <ol>
 *     <li>The page itself: markup, style, modules. It works before the data below it is read.
 *     <li>{@code <script type="text/plain" id="index">}: the index. JSON in UTF-8, raw deflate, base64. Its members are
 *       those of {@code Report}, and {@code records}, {@code chunks} and {@code histogram} as {@link
 *       io.github.structuredlogs.internal.viewer.ReportIndex} documents them.
 *     <li>{@code <script type="text/plain" class="chunk">} for each {@value
 *       io.github.structuredlogs.internal.viewer.RecordChunk#CAPACITY} records: see {@link
 *       io.github.structuredlogs.internal.viewer.RecordChunk}. Raw deflate, base64.
 * </ol>
 *
 * <p>Every text is redacted, and its control characters are made visible, before it enters the file.
 */
@NullMarked
package io.github.structuredlogs.internal.viewer;

import org.jspecify.annotations.NullMarked;
