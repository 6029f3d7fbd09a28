namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Keys of cloud-init that are deliberately not obeyed, with the reason and what to do instead.</summary>
internal static class OtherModules
{
    private const string Packages = "the software of a flavour comes from its repository; compose a flavour that has the package, or install it in runcmd.";
    private const string Disks = "the boot agent makes the scratch file system; mount others in runcmd.";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["apt"] = Packages,
        ["apt_update"] = Packages,
        ["package_update"] = Packages,
        ["package_upgrade"] = Packages,
        ["package_reboot_if_required"] = Packages,
        ["packages"] = Packages,
        ["snap"] = Packages,
        ["yum_repos"] = Packages,
        ["condor"] = Packages,
        ["ganglia"] = Packages,
        ["shoal"] = Packages,
        ["disk_setup"] = Disks,
        ["fs_setup"] = Disks,
        ["growpart"] = Disks,
        ["mounts"] = Disks,
        ["resize_rootfs"] = "it is a key of the [ucernvm-begin] block.",
        ["swap"] = Disks,
        ["ntp"] = "the boot agent sets the clock and the flavour's own service keeps it; configure that with write_files.",
        ["ssh_keys"] = "host keys are made by the flavour at its first boot; write others with write_files.",
        ["ssh_deletekeys"] = "a new instance always gets new host keys.",
        ["ssh_genkeytypes"] = "host keys are made by the flavour at its first boot.",
        ["ssh_import_id"] = "keys would be fetched from another service; list them under ssh_authorized_keys.",
        ["power_state"] = "use shutdown in runcmd.",
        ["phone_home"] = "use curl in runcmd.",
        ["final_message"] = "the report of the context agent ends the boot.",
        ["output"] = "output goes to /var/log/cernvm-context.log.",
        ["preserve_hostname"] = "leave 'hostname' out to keep the name.",
        ["system_info"] = "the default user is called cernvm; name another one under users.",
        ["ca_certs"] = "write the certificate with write_files and call update-ca-certificates in runcmd.",
        ["ca-certs"] = "write the certificate with write_files and call update-ca-certificates in runcmd.",
        ["keyboard"] = "configure it with write_files.",
        ["rsyslog"] = "configure it with write_files.",
        ["network"] = "the boot agent brings the network up before user-data is read.",
        ["datasource"] = "the boot agent asks all sources.",
    };

    public static string? Why(string key) => Reasons.GetValueOrDefault(key);
}
