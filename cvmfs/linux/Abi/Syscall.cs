namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>asm/unistd_64.h: calls that glibc does not wrap in every version.</summary>
internal static class Syscall
{
    public const long SYS_capget = 125;
    public const long SYS_capset = 126;
    public const long SYS_pivot_root = 155;
    public const long SYS_finit_module = 313;
    public const long SYS_init_module = 175;
    public const long SYS_delete_module = 176;
}
