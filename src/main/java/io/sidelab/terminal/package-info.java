/**
 * One TTY and the people who look at it: a reader that takes bytes from the TTY, the scrollback
 * they pass through, and viewers that each follow at their own pace. Bytes only; what a socket, a
 * browser or a container is stays unknown here. A viewer that stops reading pauses the program when
 * nobody else reads it, and costs no memory.
 *
 * <p>Viewers are the terminal's learner, who knows of their own windows, or guests with a name that
 * everybody there is told. A guest watches; its keys are taken while the learner allows it.
 *
 * <h2>Threads</h2>
 *
 * <ul>
 *   <li>{@code sidelab-terminal-reader}: one for each connected TTY. Reads into the scrollback and
 *       hands the bytes to every screen of the learner's that is ready, itself; so a key's echo
 *       changes threads only once, from the engine's socket to here. Leaves guests to a worker.
 *       Waits while the quickest typing viewer is a window behind. Must never wait for anything
 *       else.
 *   <li>{@code sidelab-terminal-worker}: writes input that was not taken at once, tells sizes,
 *       serves guests, tells the owner of an end. Comes with work and goes after it; each kind of
 *       work is one task at a time for each terminal, so input keeps its order and a TTY that takes
 *       nothing holds one thread and no other terminal.
 *   <li>{@code sidelab-terminal-clock}: only while closed terminals have viewers that still
 *       receive, or a program is to draw its picture anew.
 *   <li>Callers' threads, such as the socket's: never block here. Completing a send may send what
 *       comes next on the completing thread.
 * </ul>
 *
 * <h2>Locks</h2>
 *
 * Each terminal has three: of its output (scrollback, positions of viewers, who is there and may
 * type, which TTY is current), of its input queue and of its size; each viewer has one that counts
 * what it typed. They are taken in this order: output, typist, then input or size. None is held
 * during a call to a TTY, a screen, an observer or any callback. Screens are called by one thread
 * at a time: who finds another at it leaves the work to that one.
 *
 * <h2>Memory</h2>
 *
 * What is bounded: scrollback and input by {@link io.sidelab.terminal.TerminalSettings}, notices
 * for one screen by a constant, what it is told of guests by one message under way and {@link
 * io.sidelab.terminal.Company#MOST} names in it, what is under way to one screen by one segment of
 * the scrollback.
 */
package io.sidelab.terminal;
