namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>The proxy and the web servers of Debian, serving the repository.</summary>
internal static class Servers
{
    private static string Root => Path.GetFullPath(Repository.Storage);

    /// <summary>nginx; with a certificate it speaks HTTPS, too, on a second port.</summary>
    public static Task<Daemon> NginxAsync(string extra = "", string root = "") => Daemon.StartAsync(
        "nginx",
        (port, folder) => $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            master_process off;
            pid {{folder}}/pid;
            error_log stderr;
            events { worker_connections 256; }
            http {
                access_log {{folder}}/access.log;
                client_body_temp_path {{folder}}/t1; proxy_temp_path {{folder}}/t2; fastcgi_temp_path {{folder}}/t3; uwsgi_temp_path {{folder}}/t4; scgi_temp_path {{folder}}/t5;
                server {
                    listen 127.0.0.1:{{port}};
                    {{extra}}
                    location /cvmfs/{{Repository.Name}}/ { alias {{(root.Length > 0 ? root : Root)}}/; }
                    location /moved/{{Repository.Name}}/ { rewrite ^/moved/(.*)$ /cvmfs/$1 redirect; }
                    location /round/ { rewrite ^ $uri redirect; }
                    location /busy/ { return 429; }
                }
            }
            """,
        file => ["-p", Path.GetDirectoryName(file)!, "-c", file]);

    /// <summary>Apache, as most servers of repositories use it.</summary>
    public static Task<Daemon> ApacheAsync() => Daemon.StartAsync(
        "apache2",
        (port, folder) => $$"""
            ServerRoot {{folder}}
            ServerName localhost
            PidFile {{folder}}/pid
            ErrorLog {{folder}}/error.log
            Listen 127.0.0.1:{{port}}
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
            User {{(Environment.UserName == "root" ? "www-data" : Environment.UserName)}}
            Group www-data
            LogFormat "%r %>s cvmfs-info=%{cvmfs-info}i agent=%{User-Agent}i pid=%{X-CVMFS-PID}i team=%{X-CVMFS-team}i" test
            CustomLog {{folder}}/access.log test
            Alias /cvmfs/{{Repository.Name}} {{Root}}
            <Directory {{Root}}>
                Require all granted
            </Directory>
            """,
        file => ["-X", "-f", file]);

    /// <summary>Squid with an empty cache in memory.</summary>
    public static Task<Daemon> SquidAsync(string access = "http_access allow all") => Daemon.StartAsync(
        "squid",
        (port, folder) => $"""
            http_port 127.0.0.1:{port}
            pid_filename none
            cache_mem 32 MB
            maximum_object_size_in_memory 16 MB
            memory_cache_mode always
            cache_log {folder}/cache.log
            access_log stdio:{folder}/access.log
            coredump_dir {folder}
            visible_hostname squid.test
            connect_timeout 2 seconds
            forward_timeout 4 seconds
            shutdown_lifetime 0 seconds
            refresh_pattern . 60 100% 60
            pinger_enable off
            {access}
            """,
        file => ["-N", "-f", file]);
}
