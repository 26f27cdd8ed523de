/**
 * What the engine reports, turned into figures, each with how and when it was measured: machines
 * and their host compared, what each machine stands on down to the hardware, images as layers, and
 * what sharing them saves; how many containers fit where, and what as many VMs would need.
 */
package io.sidelab.evidence;
