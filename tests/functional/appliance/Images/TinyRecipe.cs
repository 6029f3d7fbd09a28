namespace CernVM.Functional.Appliance.Tests.Images;

/// <summary>A boot image with busybox in the place of the init agent: starts, shows that it is up, and hears the power button.</summary>
internal static class TinyRecipe
{
    /// <summary>What the guest says when it is up.</summary>
    public const string Ready = "guest is ready";

    /// <summary>Kernel option that makes the guest fetch this path from the metadata service, print it, and power off.</summary>
    public const string Fetch = "fetch";

    /// <summary>Kernel option: seconds that the guest, already up, does not look at its power button.</summary>
    public const string Deaf = "deaf";

    public const string Text = $$"""
        title: Tiny
        branch: tiny
        version: 2026.11-1
        menu-timeout: 1
        formats: [hdd, kernel]
        kernel:
          suite: bookworm
          package: linux-image-6.12-cloud-amd64
          command-line: [console=ttyS0, quiet, net.ifnames=0]
        initramfs:
          agent: /bin/busybox
          compression: xz
          modules: [button, evdev, virtio_net]
          links:
            - path: /bin/busybox
              target: /init
            - path: /bin/sh
              target: /init
          files:
            - path: /etc/inittab
              content: |
                ::sysinit:/etc/guest
            - path: /etc/guest
              mode: 0755
              content: |
                #!/bin/sh
                export PATH=/bin
                for name in mount modprobe dd poweroff ip wget; do busybox ln -s /init /bin/$name; done
                mount -t proc proc /proc
                mount -t devtmpfs dev /dev
                modprobe -a button evdev virtio_net
                for option in $(busybox cat /proc/cmdline); do
                  case $option in
                  {{Fetch}}=*)
                    ip link set eth0 up
                    ip address add 169.254.169.15/24 dev eth0
                    echo "fetched: $(wget -q -O - http://169.254.169.254${option#{{Fetch}}=})"
                    poweroff -f ;;
                  {{Deaf}}=*)
                    echo '{{Ready}}'
                    busybox sleep ${option#{{Deaf}}=} ;;
                  esac
                done
                # The power button is one of these; a record of input.h has 24 bytes. Opened before the guest
                # is called ready: the kernel keeps a press only for those who have the device open.
                for device in /dev/input/event*; do
                  exec 3<$device
                  (dd bs=24 count=1 of=/dev/null <&3 2>/dev/null; poweroff -f) &
                done
                echo '{{Ready}}'
                wait
        """;
}
