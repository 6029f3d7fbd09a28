/// What the guest of Run is told: the µcontext selects the flavour, cloud-config adds a user with a key and runs a command.
string WriteUserData(string folder, string flavour, int port, string publicKey)
{
    var file = folder + "/user-data";
    System.IO.File.WriteAllText(file, $"""
        #cloud-config
        hostname: cernvm-{flavour}
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
        cernvm_path={flavour}
        cvmfs_server=10.0.2.2:{port}
        cvmfs_http_proxy=DIRECT
        [ucernvm-end]
        """ + "\n");
    return file;
}
