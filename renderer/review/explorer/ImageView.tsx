import { useEffect, useRef, useState } from 'react';
import type { FileAsked } from '../../../shared/contract/explorer-views.ts';
import { IMAGE_BYTES_LIMIT, IMAGE_PIXELS_LIMIT } from '../../../shared/contract/limits.ts';
import type { ImageHead } from '../../../shared/evidence/image-head.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';

const text = strings.explorer.image;

interface ImageViewProps {
  readonly file: FileAsked;
  readonly size: number;
  readonly head: ImageHead;
}

type Drawn = 'no' | 'yes' | 'undecodable';

/**
 * A raster image, drawn from its bytes. It is decoded in this page, which has no rights, and never becomes a document: not
 * by an address, and not as an SVG.
 */
export function ImageView({ file, size, head }: ImageViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<Drawn>('no');
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const { type, width, height } = head;
  const isTooLarge = size > IMAGE_BYTES_LIMIT || width * height > IMAGE_PIXELS_LIMIT;
  useEffect(() => {
    if (isTooLarge) return;
    let isOver = false;
    const draw = async () => {
      const answer = await ask('file/image', file);
      if (isOver) return;
      if (!answer.ok) return setFailure(answer.error);
      const bitmap = await decoded(answer.value, type);
      const element = canvas.current;
      if (bitmap === null || element === null) return setDrawn('undecodable');
      element.width = bitmap.width;
      element.height = bitmap.height;
      element.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
      setDrawn('yes');
    };
    draw().catch(crash);
    return () => {
      isOver = true;
    };
  }, [file, type, isTooLarge, crash]);
  if (isTooLarge) return <Notice tone="amber">{text.tooLarge(width, height)}</Notice>;
  if (failure !== null) return <FailureNotice failure={failure} />;
  return (
    <div className="image-view">
      <p className="soft">
        {text.what(type, width, height)} {type === 'gif' || type === 'webp' ? text.firstFrame : ''}
      </p>
      {drawn === 'undecodable' ? <Notice tone="danger">{text.undecodable}</Notice> : null}
      <div className="image-frame">
        <canvas ref={canvas} role="img" aria-label={text.alt(escapeVisible(file.path))} hidden={drawn !== 'yes'} />
      </div>
    </div>
  );
}

/** `null` where the bytes are not such an image, whatever its beginning says. */
async function decoded(bytes: Uint8Array, type: ImageHead['type']): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: `image/${type}` }));
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}
