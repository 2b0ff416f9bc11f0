import type { CommandLine } from 'electron';

const FEATURES_OFF = [
  'MediaRouter',
  'DialMediaRouteProvider',
  'OptimizationHints',
  'AutofillServerCommunication',
  // Without it a page's RTCPeerConnection, servers or none, makes the network service announce mDNS names by multicast.
  'WebRtcHideLocalIpsWithMdns',
];

/** What a page could do past our handles and our journal: write to and list a medium that a person picks in a system dialog. */
const PAGE_FEATURES_OFF = ['FileSystemAccess', 'FileSystemAccessLocal'];

/** A page's script neither reads nor writes the clipboard. What a person selects and copies by the keyboard is copied. */
const PAGE_SETTINGS = ['DOMPasteAllowed=false', 'javaScriptCanAccessClipboard=false'];

/** Chromium's doors out of a page that are no network: files, the clipboard, sound. Closed before it starts. */
export function closePageDoors(commandLine: CommandLine): void {
  commandLine.appendSwitch('disable-blink-features', PAGE_FEATURES_OFF.join(','));
  commandLine.appendSwitch('blink-settings', PAGE_SETTINGS.join(','));
  commandLine.appendSwitch('mute-audio');
  commandLine.appendSwitch('disable-audio-output');
}

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
