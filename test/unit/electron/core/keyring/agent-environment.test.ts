import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentOfEnvironment } from '../../../../../electron/core/keyring/agent-environment.ts';

test('the agent is the one that ssh would ask, and may be another machine’s where the console came over SSH', () => {
  const agent = { socketPath: '/run/agent', origin: 'environment', mayBeForwarded: false };
  assert.deepEqual(agentOfEnvironment({ SSH_AUTH_SOCK: '/run/agent' }), agent);
  assert.deepEqual(agentOfEnvironment({ SSH_AUTH_SOCK: '/run/agent', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }), {
    ...agent,
    mayBeForwarded: true,
  });
});

test('no agent is known without an absolute path', () => {
  for (const SSH_AUTH_SOCK of [undefined, '', 'agent', '\0agent']) {
    assert.equal(agentOfEnvironment({ SSH_AUTH_SOCK }), null);
  }
});
