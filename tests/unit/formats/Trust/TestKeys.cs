using System.Security.Cryptography;
using CernVM.Cvmfs.Formats.Trust;

namespace CernVM.Cvmfs.Formats.Tests.Trust;

/// <summary>Keys that all tests share: making one takes up to a second.</summary>
internal static class TestKeys
{
    private static readonly Lazy<MasterKey> LazyMaster = new(MasterKey.Generate);
    private static readonly Lazy<MasterKey> LazyOtherMaster = new(MasterKey.Generate);
    private static readonly Lazy<RepositoryKey> LazyRepository = new(RepositoryKey.Generate);
    private static readonly Lazy<RepositoryKey> LazyOtherRepository = new(RepositoryKey.Generate);

    public static MasterKey Master => LazyMaster.Value;

    public static MasterKey OtherMaster => LazyOtherMaster.Value;

    public static RepositoryKey Repository => LazyRepository.Value;

    public static RepositoryKey OtherRepository => LazyOtherRepository.Value;

    public static RSA Rsa(string pem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa;
    }
}
