"""Reports as text: functions from a `Report` to a string. They print nothing and know no terminal."""
