// Where lessons, exercises and solutions are: here, or in the folder that a test or another course names.

export const courseRoot = process.env.FORKPOINT_COURSE ?? process.cwd();
