// What this page and this device are, as far as a container is concerned.
import type { PageFacts } from "../../../runtimes/choose-runtime.ts";

interface Hints {
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean };
}

export function readPageFacts(): PageFacts {
  const { deviceMemory, connection } = navigator as Hints;
  return {
    isolated: crossOriginIsolated,
    online: navigator.onLine,
    topLevel: self === top,
    phoneOrTablet: isPhoneOrTablet(navigator.userAgent, navigator.maxTouchPoints),
    memoryGb: deviceMemory ?? null,
    saveData: connection?.saveData ?? false,
  };
}

/** Nothing else tells it. An iPad calls itself a Macintosh; no Macintosh has a touch screen. */
export function isPhoneOrTablet(userAgent: string, touchPoints: number): boolean {
  return /Mobi|Android|iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
}
