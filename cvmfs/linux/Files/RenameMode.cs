using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>What a rename does with an existing target (renameat2(2)).</summary>
public enum RenameMode
{
    /// <summary>It is replaced atomically.</summary>
    Replace = 0,

    /// <summary>The rename fails with EEXIST.</summary>
    KeepExisting = (int)Fcntl.RENAME_NOREPLACE,

    /// <summary>Both names swap.</summary>
    Exchange = (int)Fcntl.RENAME_EXCHANGE,
}
