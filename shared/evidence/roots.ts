import { type FindableTree, isBag } from './bagit.ts';
import { insideFolder, soleTopFolder } from './spelling.ts';

/**
 * The places in a tree that may be taken for its root, the outermost first: the root as it is, and after it the inside of
 * each wrapping (the only folder of the place before, or the payload of a bag). As a folder each; empty for the root.
 * What a tree says of itself is looked for at all of them, so that no wrapping hides it.
 */
export function rootsOf(tree: FindableTree): readonly string[] {
  const roots = [''];
  for (let root: string | null = ''; root !== null && roots.length < MOST_ROOTS; ) {
    root = rootInside(tree, root);
    if (root !== null) roots.push(root);
  }
  return roots;
}

/** So many wrappings are taken off: a tree hash of what is deeper inside matches nothing. */
const MOST_ROOTS = 8;

function rootInside(tree: FindableTree, root: string): string | null {
  const inside = (path: string): string => (root === '' ? path : `${root}/${path}`);
  if (isBag({ find: (path) => tree.find(inside(path)) })) return inside('data');
  const folder = soleTopFolder(root === '' ? tree.files : insideFolder(tree.files, root));
  return folder === null ? null : inside(folder);
}
