using CernVM.Flavours.Composer.Composition;
using CsCheck;

namespace CernVM.Flavours.Composer.Tests.Composition;

public sealed class DpkgStatusTests
{
    private const string Status = "Package: zlib1g\nVersion: 1.3\n\nPackage: bash\nVersion: 5.2\nConffiles:\n /etc/bash.bashrc 89\n\n";

    [Fact]
    public void Stanzas_are_sorted_by_package() =>
        Assert.Equal("Package: bash\nVersion: 5.2\nConffiles:\n /etc/bash.bashrc 89\n\nPackage: zlib1g\nVersion: 1.3\n\n", DpkgStatus.Sort(Status));

    [Fact]
    public void Installed_packages_carry_their_versions() => Assert.Equal(["zlib1g 1.3", "bash 5.2"], DpkgStatus.Installed(Status));

    [Fact]
    public void The_order_of_installation_does_not_matter() =>
        Gen.Shuffle(Enumerable.Range(0, 20).ToArray()).Sample(order =>
            DpkgStatus.Sort(string.Concat(order.Select(number => $"Package: p{number}\nVersion: {number}\n\n")))
            == DpkgStatus.Sort(string.Concat(Enumerable.Range(0, 20).Select(number => $"Package: p{number}\nVersion: {number}\n\n"))));
}
