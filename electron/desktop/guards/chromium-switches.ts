import type { CommandLine } from 'electron';

const FEATURES_OFF = [
  'MediaRouter',
  'DialMediaRouteProvider',
  'OptimizationHints',
  'AutofillServerCommunication',
  // Without it a page's RTCPeerConnection, servers or none, makes the network service announce mDNS names by multicast.
  'WebRtcHideLocalIpsWithMdns',
];

/**
 * Chromium's own doors to a network, closed before it starts: no name resolves, WebRTC has no UDP of its own, and
 * nothing is fetched in the background. docs/threat-model.md lists what each layer leaves to the others.
 */
export function closeChromiumNetwork(commandLine: CommandLine): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  commandLine.appendSwitch('webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  commandLine.appendSwitch('no-proxy-server');
  commandLine.appendSwitch('disable-quic');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('disable-sync');
  commandLine.appendSwitch('dns-prefetch-disable');
  commandLine.appendSwitch('disable-features', FEATURES_OFF.join(','));
}
