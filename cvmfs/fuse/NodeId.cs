namespace CernVM.Cvmfs.Fuse;

/// <summary>The number under which the kernel knows a file or directory between LOOKUP and FORGET.</summary>
/// <param name="Value">The number; 0 is nothing, 1 the root.</param>
public readonly record struct NodeId(ulong Value)
{
    /// <summary>The root directory, FUSE_ROOT_ID.</summary>
    public static NodeId Root => new(1);

    /// <summary>True for "there is no such file", which an entry may say for as long as its lifetime.</summary>
    public bool IsNone => Value == 0;

    /// <inheritdoc/>
    public override string ToString() => $"node {Value}";
}
