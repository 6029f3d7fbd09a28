using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux;

/// <summary>Error numbers as text for people.</summary>
public static class ErrnoText
{
    /// <summary>Text and symbol together: <c>No such file or directory (ENOENT)</c>.</summary>
    public static string Describe(this Errno error) => error == Errno.None
        ? "success"
        : $"{Marshal.GetPInvokeErrorMessage((int)error)} ({(Enum.IsDefined(error) ? error.ToString() : $"errno {(int)error}")})";
}
