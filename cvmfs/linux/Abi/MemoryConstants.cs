namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>asm-generic/mman-common.h.</summary>
internal static class MemoryConstants
{
    public const int MADV_DONTNEED = 4;
}
