using System.Text;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>One path component that a specification names. Names are bytes, kept in Latin-1.</summary>
internal sealed class SpecNode(SpecMode mode)
{
    private readonly Dictionary<string, SpecNode> _children = new(StringComparer.Ordinal);

    public SpecMode Mode { get; set; } = mode;

    /// <summary>The named entries that may be exported.</summary>
    public IEnumerable<byte[]> Names =>
        _children.Where(child => child.Value.Mode is not (SpecMode.Nothing or SpecMode.OnlyForExclusion)).Select(child => Encoding.Latin1.GetBytes(child.Key));

    public SpecNode? Find(ReadOnlySpan<byte> name) => _children.GetValueOrDefault(Encoding.Latin1.GetString(name));

    public SpecNode GetOrAdd(ReadOnlySpan<byte> name, SpecMode passing)
    {
        var key = Encoding.Latin1.GetString(name);
        if (!_children.TryGetValue(key, out var child))
            _children.Add(key, child = new SpecNode(passing));
        return child;
    }
}
