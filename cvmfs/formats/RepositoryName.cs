using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace CernVM.Cvmfs.Formats;

/// <summary>Fully qualified name of a repository, such as <c>sft.cern.ch</c>: 1 to 60 of letters, digits, <c>-</c>, <c>_</c>, <c>.</c>.</summary>
public readonly struct RepositoryName : IEquatable<RepositoryName>
{
    /// <summary>Longest name, as upstream's mkfs allows.</summary>
    public const int MaxLength = 60;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private readonly string? _name;

    private RepositoryName(string name) => _name = name;

    /// <summary>Reads a name. "." and ".." are refused too: names become folders.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RepositoryName name)
    {
        var good = text is { Length: > 0 and <= MaxLength }
            && !text.AsSpan().ContainsAnyExcept(Allowed)
            && text.AsSpan().ContainsAnyExcept('.');
        name = good ? new RepositoryName(text!) : default;
        return good;
    }

    /// <summary>Reads a name that is known to be good; throws <see cref="FormatException"/> otherwise.</summary>
    public static RepositoryName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException($"\"{text}\" is no repository name: use 1 to {MaxLength} letters, digits, '-', '_' and '.'.");

    /// <inheritdoc/>
    public bool Equals(RepositoryName other) => string.Equals(_name, other._name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RepositoryName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (_name ?? "").GetHashCode(StringComparison.Ordinal);

    /// <summary>The name; empty for the default value.</summary>
    public override string ToString() => _name ?? "";

    /// <summary>Same name.</summary>
    public static bool operator ==(RepositoryName left, RepositoryName right) => left.Equals(right);

    /// <summary>Different name.</summary>
    public static bool operator !=(RepositoryName left, RepositoryName right) => !left.Equals(right);
}
