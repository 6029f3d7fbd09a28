using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Linux;

/// <summary>The outcome of a system call that returns nothing but success or an error number.</summary>
public readonly struct LinuxResult : IEquatable<LinuxResult>
{
    private LinuxResult(Errno error) => Error = error;

    /// <summary>The call succeeded.</summary>
    public static LinuxResult Success => default;

    /// <summary>The kernel's error number; <see cref="Errno.None"/> on success.</summary>
    public Errno Error { get; }

    /// <summary>True when the call succeeded.</summary>
    public bool IsOk => Error == Errno.None;

    /// <summary>Turns an error number into a result.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "FromErrno is the named alternate.")]
    public static implicit operator LinuxResult(Errno error) => new(error);

    /// <inheritdoc cref="op_Implicit(Errno)"/>
    public static LinuxResult FromErrno(Errno error) => new(error);

    /// <summary>For a caller that cannot go on: throws when the call failed.</summary>
    /// <param name="action">What was tried, naming the thing: <c>mount tmpfs on /run</c>.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public void OrThrow(string action)
    {
        if (!IsOk)
            throw new LinuxException(action, Error);
    }

    /// <inheritdoc/>
    public bool Equals(LinuxResult other) => Error == other.Error;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LinuxResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Error;

    /// <summary>Equal error numbers.</summary>
    public static bool operator ==(LinuxResult left, LinuxResult right) => left.Equals(right);

    /// <summary>Different error numbers.</summary>
    public static bool operator !=(LinuxResult left, LinuxResult right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => IsOk ? "success" : Error.Describe();
}
