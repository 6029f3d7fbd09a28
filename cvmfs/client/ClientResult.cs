using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Client;

/// <summary>A value or the reason why there is none.</summary>
public readonly struct ClientResult<T>
{
    private readonly T? _value;

    private ClientResult(T? value, ClientFailure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsOk => Failure is null;

    /// <summary>The reason, or null.</summary>
    public ClientFailure? Failure { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; see <see cref="Failure"/>.</exception>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"There is no value: {Failure}");

    /// <summary>Wraps a value.</summary>
    public static implicit operator ClientResult<T>(T value) => new(value, null);

    /// <summary>Wraps a failure.</summary>
    public static implicit operator ClientResult<T>(ClientFailure failure) => new(default, failure);

    /// <summary>Wraps a failure.</summary>
    public static ClientResult<T> Fail(ClientFailureKind kind, string message) => new(default, new ClientFailure(kind, message));

    /// <summary>Wraps a value; for interfaces, which implicit conversions do not cover.</summary>
    public static ClientResult<T> Ok(T value) => new(value, null);
}
