using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>Every synthetic attribute, by name.</summary>
internal static class MagicXattrTable
{
    private static readonly Dictionary<string, MagicXattr> ByName =
        MountXattrs.All.Concat(EntryXattrs.All).Concat(CatalogXattrs.All).ToDictionary(xattr => xattr.Name, StringComparer.Ordinal);

    private static readonly MagicXattr[] Sorted = [.. ByName.Values.OrderBy(xattr => xattr.Name, StringComparer.Ordinal)];

    public static MagicXattr? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Names of an entry's attributes, each ended by a NUL, as listxattr(2) returns them.</summary>
    public static void AppendNames(MagicContext context, RepositoryNode node, MemoryStream names)
    {
        foreach (var xattr in Sorted)
        {
            if (!xattr.AppliesTo(node) || !xattr.IsPresent(context))
                continue;
            names.Write(Encoding.ASCII.GetBytes(xattr.Name));
            names.WriteByte(0);
        }
    }

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
