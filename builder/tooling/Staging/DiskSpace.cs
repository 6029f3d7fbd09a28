using System.Globalization;
using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Tooling.Staging;

/// <summary>Room on a disk, asked for before work begins: a full disk is found late, and apt then waits without end.</summary>
public static class DiskSpace
{
    /// <summary>Fails when a folder that exists has less room than needed.</summary>
    /// <param name="folder">Where the bytes will lie.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="option">The option that names another folder, for the message.</param>
    /// <exception cref="BuildFailureException">There is too little room.</exception>
    public static void Require(string folder, long bytes, string option)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < bytes)
            throw new BuildFailureException(FailureKind.Environment, string.Create(CultureInfo.InvariantCulture, $"no space left: '{folder}' has {free / 1e6:F0} MB free and {bytes / 1e6:F0} MB are needed. Free some space or choose another {option}."));
    }
}
