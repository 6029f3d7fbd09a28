using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Linux;

/// <summary>The outcome of a system call that returns a value, or an error number.</summary>
/// <typeparam name="T">What the call returns on success.</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "Results are read once, never compared.")]
public readonly struct LinuxResult<T>
{
    private readonly T value;

    private LinuxResult(T value) => this.value = value;

    private LinuxResult(Errno error)
    {
        value = default!;
        Error = error;
    }

    /// <summary>The kernel's error number; <see cref="Errno.None"/> on success.</summary>
    public Errno Error { get; }

    /// <summary>True when the call succeeded.</summary>
    public bool IsOk => Error == Errno.None;

    /// <summary>The value of a call that succeeded.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public T Value => IsOk ? value : throw new LinuxException("use the result of a system call", Error);

    /// <summary>Wraps a value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the only way in.")]
    public static implicit operator LinuxResult<T>(T value) => new(value);

    /// <summary>Turns an error number into a result.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the only way in.")]
    public static implicit operator LinuxResult<T>(Errno error) => new(error);

    /// <summary>Reads the value without an exception.</summary>
    /// <returns>True when the call succeeded.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T result)
    {
        result = value;
        return IsOk;
    }

    /// <summary>For a caller that cannot go on: the value, or an exception that names what was tried.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public T OrThrow(string action) => IsOk ? value : throw new LinuxException(action, Error);

    /// <summary>Drops the value and keeps the outcome.</summary>
    public LinuxResult WithoutValue() => Error;

    /// <inheritdoc/>
    public override string ToString() => IsOk ? $"{value}" : Error.Describe();
}
