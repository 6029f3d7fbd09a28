using System.Net;
using CernVM.Bootloader.Agent.Network;
using CernVM.Bootloader.Agent.Network.Dhcp;

namespace CernVM.Bootloader.Agent.Tests.Network;

public sealed class InterfacePlanTests
{
    [Fact]
    public void A_router_of_the_subnet_becomes_the_default_route() =>
        Assert.Equal([Route("0.0.0.0", 0, "10.0.2.2")], Plan(24, ["10.0.2.2", "10.0.2.3"]).Routes);

    [Fact]
    public void With_a_mask_of_32_bits_the_router_is_made_reachable_first() =>
        Assert.Equal([Route("10.0.2.2", 32, "0.0.0.0"), Route("0.0.0.0", 0, "10.0.2.2")], Plan(32, ["10.0.2.2"]).Routes);

    [Fact]
    public void Classless_routes_replace_the_routers() =>
        Assert.Equal(
            [Route("169.254.169.254", 32, "10.0.2.9"), Route("0.0.0.0", 0, "10.0.2.1")],
            Plan(24, ["10.0.2.2"], Route("169.254.169.254", 32, "10.0.2.9"), Route("0.0.0.0", 0, "10.0.2.1")).Routes);

    [Fact]
    public void An_on_link_route_of_the_server_makes_its_router_reachable() =>
        Assert.Equal(
            [Route("10.9.0.1", 32, "0.0.0.0"), Route("0.0.0.0", 0, "10.9.0.1")],
            Plan(32, [], Route("10.9.0.1", 32, "0.0.0.0"), Route("0.0.0.0", 0, "10.9.0.1")).Routes);

    [Fact]
    public void Name_servers_and_search_domains_are_gathered_once_each()
    {
        ResolverConfiguration resolver = ResolverConfiguration.Of(
        [
            Lease(24, []) with { Reply = Reply(24, []) with { NameServers = [IPAddress.Parse("10.0.2.3")], Domain = "cern.ch" } },
            Lease(24, []) with { Reply = Reply(24, []) with { NameServers = [IPAddress.Parse("10.0.2.3"), IPAddress.Parse("10.0.2.4")], Search = ["CERN.ch", "example"] } },
        ]);

        Assert.Equal(
            "# Written by the CernVM init agent from the DHCP leases.\nsearch cern.ch example\nnameserver 10.0.2.3\nnameserver 10.0.2.4\n",
            resolver.ToFileText());
    }

    private static InterfacePlan Plan(int prefix, string[] routers, params NetworkRoute[] routes) => InterfacePlan.Of(Lease(prefix, routers, routes));

    private static DhcpLease Lease(int prefix, string[] routers, params NetworkRoute[] routes) => new("eth0", "", Reply(prefix, routers, routes));

    private static DhcpReply Reply(int prefix, string[] routers, params NetworkRoute[] routes) => new()
    {
        Type = DhcpMessageType.Ack, Address = IPAddress.Parse("10.0.2.15"), PrefixLength = prefix,
        Routers = [.. routers.Select(IPAddress.Parse)], Routes = routes,
    };

    private static NetworkRoute Route(string destination, int prefix, string gateway) =>
        new(IPAddress.Parse(destination), prefix, IPAddress.Parse(gateway));
}
