// What is wrong with a file of the course, told so that its author can mend it. Thrown by the readers; verify shows every fault at once.

export type CourseErrorCode =
  | "COURSE_FILE_MISSING"
  | "COURSE_FILE_STRAY"
  | "COURSE_FILE_UNREADABLE"
  | "COURSE_FILE_UNFINISHED"
  | "COURSE_KEY_INVALID"
  | "COURSE_NAME_MISMATCH"
  | "COURSE_HINT_INVALID";

export interface CourseFault {
  readonly code: CourseErrorCode;
  /** Path as the author knows it, relative to the course. */
  readonly file: string;
  /** Dotted path inside the file, "" = the file as a whole. */
  readonly key: string;
  /** What is wrong. */
  readonly what: string;
  /** What to do about it. */
  readonly todo: string;
}

export class CourseError extends Error {
  override readonly name = "CourseError";
  readonly code: CourseErrorCode;
  readonly faults: readonly CourseFault[];

  constructor(faults: readonly CourseFault[]) {
    const [first] = faults;
    if (!first) throw new RangeError("a CourseError needs at least one fault");
    super(faults.map(describeFault).join("\n"));
    this.code = first.code;
    this.faults = faults;
  }
}

/** One fault on one line: where, what, what to do. */
export function describeFault({ file, key, what, todo }: CourseFault): string {
  return `${file}${key ? ` (${key})` : ""}: ${what}. ${todo}`;
}
