/**
 * Lab folders and image recipes become values here: the only reader of YAML and Markdown. A lab is
 * read whole, every fault found is reported with file and line, and its Markdown leaves as HTML
 * that cannot carry a script. The same folder gives the same values; nothing here knows time,
 * network, threads or the engine.
 */
package io.sidelab.content;
