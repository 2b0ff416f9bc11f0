import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { cryptographyFailures } from '../../../../electron/station/self-check.ts';
import { nobleHashing } from '../../../../shared/evidence/hashing.ts';

test('both libraries give the known answers', () => {
  assert.deepEqual(cryptographyFailures(), []);
});

test('a library that computes a wrong digest is named', () => {
  const broken = { sha1: () => createHash('sha1'), sha256: () => createHash('sha512') };
  const failures = cryptographyFailures({ runtime: broken, noble: nobleHashing });
  assert.deepEqual([...new Set(failures)], ['The runtime library computes a wrong sha256.']);
});
