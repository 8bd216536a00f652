// What the compiler and reports must know of the prebuilt libraries.
import type { Kernel } from "../../grading/kernel.ts";
import manifest from "../../../.build/vendor/manifest.json";

export const kernel: Kernel = manifest;
