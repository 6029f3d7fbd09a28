namespace CernVM.Benchmarks.Client.Contenders;

/// <summary>The columns of the table.</summary>
internal enum ContenderKind
{
    /// <summary>The client under test.</summary>
    Ours,

    /// <summary>The original cvmfs2.</summary>
    Original,

    /// <summary>The same tree on the disk.</summary>
    Plain,
}
