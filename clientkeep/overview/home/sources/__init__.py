"""The sources of Today, one small file each; a new file here is found by itself."""
