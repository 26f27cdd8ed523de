/**
 * What virtual machines need beyond containers: which accelerator really works on this host, and
 * memory templates to resume from. Knows of VM images only what the machine contract says.
 */
package io.sidelab.vm;
