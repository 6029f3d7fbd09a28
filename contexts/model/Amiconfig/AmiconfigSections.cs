namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>The sections that amiconfig and its plugins know.</summary>
internal static class AmiconfigSections
{
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "amiconfig", "cernvm", "rpath", "cernvm_appliance", "hostname", "condor", "ganglia", "nss", "yp", "amildap", "puppet", "squid", "tcpbuffers",
        "workqueue", "appliance-agent", "elastiq-setup", "elastiq", "ec2", "quota", "vaf-setup", "hepix", "disablesshpasswdauth", "dnsupdate", "noip",
        "openvpn", "rootsshkeys", "sfcb-client-setup", "storage",
    };
}
