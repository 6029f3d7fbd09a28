namespace CernVM.Contexts.Model;

/// <summary>A value that must reach its destination and nothing else: it prints as dots, in records, logs and debuggers alike.</summary>
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>The value itself. Every use of this member is a place to review.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "•••";

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other.Reveal() == value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(value);
}
