using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Formats;

/// <summary>The outcome of a strict reader: a value, or the first error found.</summary>
public readonly struct Parsed<T>
{
    private readonly T? _value;
    private readonly FormatError? _error;

    /// <summary>A good outcome.</summary>
    public Parsed(T value) => _value = value;

    /// <summary>A bad outcome.</summary>
    public Parsed(FormatError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _error = error;
    }

    /// <summary>True when there is a value.</summary>
    public bool IsOk => _error is null;

    /// <summary>The value; asking for it after a failure is a programming error.</summary>
    public T Value => _error is null ? _value! : throw new InvalidOperationException($"There is no value: {_error}");

    /// <summary>The error; asking for it after success is a programming error.</summary>
    public FormatError Error => _error ?? throw new InvalidOperationException("There is no error: the input was read.");

    /// <summary>Takes the value, or the error, in one step.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out FormatError? error)
    {
        value = _value;
        error = _error;
        return _error is null;
    }

    /// <summary>A value counts as a good outcome.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructors are the alternative.")]
    public static implicit operator Parsed<T>(T value) => new(value);

    /// <summary>An error counts as a bad outcome.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructors are the alternative.")]
    public static implicit operator Parsed<T>(FormatError error) => new(error);
}
