/// What the guest of Run is told: the µcontext selects the flavour, cloud-config adds a user with a key and runs a command.
string WriteUserData(string folder, string tag, bool records, int port, string publicKey)
{
    var file = folder + "/user-data";
    System.IO.File.WriteAllText(file, $"""
        #cloud-config
        hostname: cernvm-{parameters.Flavour}
        users:
          - name: alice
            gecos: Alice
            sudo: "ALL=(ALL) NOPASSWD:ALL"
            shell: /bin/bash
            ssh_authorized_keys:
              - {publicKey}
        runcmd:
          - [sh, -c, "echo streamed from {Parameters.Repository} > /etc/motd"]

        [ucernvm-begin]
        cvmfs_branch={Parameters.Repository}
        cernvm_path={parameters.Flavour}
        cvmfs_tag={tag}
        cvmfs_server=10.0.2.2:{port}
        cvmfs_http_proxy=DIRECT{(records ? "\ncvmfs_profile_record=" + tag : "")}
        [ucernvm-end]
        """ + "\n");
    return file;
}
