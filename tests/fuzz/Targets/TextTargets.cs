using CernVM.Cvmfs.Authz;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Export.Shrinkwrapping;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Dirtab;
using CernVM.Cvmfs.Formats.Grafts;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Formats.MetaInfo;
using CernVM.Cvmfs.Formats.Trust;
using CernVM.Cvmfs.Formats.Xattrs;

namespace CernVM.Fuzz.Targets;

/// <summary>Readers of text and small binary formats.</summary>
internal static class TextTargets
{
    public static readonly IReadOnlyList<FuzzTarget> All =
    [
        new("manifest", bytes => ManifestReader.Parse(bytes.ToArray())),
        new("whitelist", bytes => WhitelistReader.Parse(bytes.ToArray())),
        new("certificate", bytes => RepositoryCertificate.Parse(bytes)),
        new("xattrs", bytes =>
        {
            if (XattrList.Parse(bytes).TryGet(out var list, out _))
                list.ToBlob();
        }),
        new("config", bytes => ConfigurationParser.Parse(new ConfigurationSet(), "file", System.Text.Encoding.Latin1.GetString(bytes))),
        new("proxies", bytes => ProxyList.Parse(System.Text.Encoding.Latin1.GetString(bytes), out _)),
        new("dirtab", bytes =>
        {
            if (DirtabFile.Parse(bytes, out _) is { } dirtab)
                dirtab.Matches(RepositoryPath.Parse("/a/bb/ccc"));
        }),
        new("specification", bytes =>
        {
            var parsed = SpecTree.Parse(bytes);
            if (parsed.IsOk)
                parsed.Value.Includes(RepositoryPath.Parse("/a/bb/ccc"));
        }),
        new("graft", bytes => GraftReader.Parse(bytes)),
        new("hash", bytes =>
        {
            if (ObjectName.TryParse(System.Text.Encoding.Latin1.GetString(bytes), out var name))
                _ = name.StorePath;
        }),
        new("metainfo", bytes => RepositoryMetaInfo.Parse(bytes)),
        new("authz", bytes => AuthzMessage.ReadPermit(bytes.ToArray())),
    ];
}
