namespace CernVM.Boot.Tests.Harness;

/// <summary>User-data texts of the tests.</summary>
internal static class UserData
{
    /// <summary>Where a guest of QEMU's user network sees this machine's loopback.</summary>
    public const string HostSeenByGuest = "10.0.2.2";

    public static string For(string flavour, int port, string publicKey) => $"""
        #cloud-config
        hostname: boot-test
        users:
          - name: alice
            sudo: "ALL=(ALL) NOPASSWD:ALL"
            shell: /bin/bash
            ssh_authorized_keys:
              - {publicKey}
        write_files:
          - path: /etc/boot-test.conf
            permissions: "0640"
            content: |
              written by the context agent
        runcmd:
          - [sh, -c, "id -un > /var/tmp/ran-as"]

        {MicroContext(flavour, port)}
        """ + "\n";

    public static string MicroContext(string flavour, int port) => $"""
        [ucernvm-begin]
        cvmfs_branch={Artifacts.RepositoryName}
        cernvm_path={flavour}
        cvmfs_server={HostSeenByGuest}:{port}
        cvmfs_http_proxy=DIRECT
        [ucernvm-end]
        """;
}
