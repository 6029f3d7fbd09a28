namespace CernVM.Cvmfs.Linux;

/// <summary>A system call failed where the caller cannot go on.</summary>
public sealed class LinuxException : IOException
{
    /// <summary>Names the action and the kernel's reason.</summary>
    /// <param name="action">What was tried, naming the thing.</param>
    /// <param name="error">The kernel's error number.</param>
    public LinuxException(string action, Errno error)
        : base($"Could not {action}: {error.Describe()}.")
    {
        Error = error;
        Action = action;
    }

    /// <summary>The kernel's error number.</summary>
    public Errno Error { get; }

    /// <summary>What was tried.</summary>
    public string Action { get; }
}
