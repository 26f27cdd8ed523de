# reseed: makes the kernel take its random numbers from what was written to /dev/urandom, at once instead of within a
# minute. Two machines that go on from one memory template would otherwise draw the same numbers until then.
# The kernel offers this as an ioctl only, which no shell can call.
    .intel_syntax noprefix
    .globl _start
    .equ SYS_open, 2
    .equ SYS_ioctl, 16
    .equ SYS_exit, 60
    .equ O_WRONLY, 1
    .equ RNDRESEEDCRNG, 0x5207

    .text
_start:
    mov eax, SYS_open
    lea rdi, [rip + device]
    mov esi, O_WRONLY
    syscall
    mov edi, eax
    mov eax, SYS_ioctl
    mov esi, RNDRESEEDCRNG
    xor edx, edx
    syscall
    mov edi, eax                # 0, or an error's negative number: a non-zero exit status
    mov eax, SYS_exit
    syscall

    .section .rodata
device:
    .asciz "/dev/urandom"
